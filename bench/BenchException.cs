namespace OrleansSms.Bench;

/// <summary>The figures would mean nothing; the sentence says why.</summary>
internal sealed class BenchException(string message) : Exception(message);
