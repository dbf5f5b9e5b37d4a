namespace OrleansSms;

/// <summary>A setting is missing or wrong. The message is one sentence that names the key; nothing can go on without it.</summary>
public sealed class SettingException(string message) : Exception(message);
