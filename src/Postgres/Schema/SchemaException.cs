namespace OrleansSms.Postgres.Schema;

/// <summary>The database's schema and our scripts do not fit; the message names the script.</summary>
public sealed class SchemaException(string message, Exception? inner = null) : Exception(message, inner);
