namespace OrleansSms.TwilioSimulator;

/// <summary>The configuration asks for something the simulator will not do; the message is for the person who wrote it.</summary>
internal sealed class ConfigurationRefusedException(string message) : Exception(message);
