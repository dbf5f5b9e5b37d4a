namespace OrleansSms.Postgres.Server;

/// <summary>The private server cannot run here; the message is one sentence that tells a person what to do.</summary>
public sealed class PrivateServerException(string message, Exception? inner = null) : Exception(message, inner);
