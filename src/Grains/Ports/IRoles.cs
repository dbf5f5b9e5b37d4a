using OrleansSms.Members;

namespace OrleansSms.Grains.Ports;

/// <summary>What members are now, which may be less than when their session began.</summary>
public interface IRoles
{
    /// <summary>Null: no such member.</summary>
    Task<Role?> Of(Guid userId, CancellationToken cancellation);
}
