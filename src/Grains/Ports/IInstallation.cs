namespace OrleansSms.Grains.Ports;

/// <summary>What makes this installation's ids its own.</summary>
public interface IInstallation
{
    /// <summary>32 random bytes, made once with the database and kept secret; ready before the silo starts.</summary>
    ReadOnlySpan<byte> Salt { get; }
}
