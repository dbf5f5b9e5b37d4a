using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrleansSms.Silo.Cluster;

/// <summary>Where this silo stands in its cluster (section <c>Orleans</c>). The defaults suit one silo on one machine.</summary>
public sealed class ClusterSettings : IValidatableObject
{
    public string ClusterId { get; set; } = "orleanssms";

    /// <summary>Part of the key of everything stored; never changes in the life of an installation.</summary>
    public string ServiceId { get; set; } = "orleanssms";

    [Range(1, 65535, ErrorMessage = "Orleans__SiloPort must be a port, 1 to 65535.")]
    public int SiloPort { get; set; } = 11111;

    /// <summary>For clients outside the cluster; 0, the default, is none.</summary>
    [Range(0, 65535, ErrorMessage = "Orleans__GatewayPort must be a port, or 0 for none.")]
    public int GatewayPort { get; set; }

    /// <summary>The address other silos reach this one at, and the only one it listens on.</summary>
    public string AdvertisedIp { get; set; } = "127.0.0.1";

    /// <summary>Mutual TLS on the silo port; nothing named: it is plain.</summary>
    public SiloTlsSettings Tls { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(AdvertisedIp, out _))
        {
            yield return new("Orleans__AdvertisedIp must be an IP address.");
        }

        if (string.IsNullOrWhiteSpace(ClusterId) || string.IsNullOrWhiteSpace(ServiceId))
        {
            yield return new("Orleans__ClusterId and Orleans__ServiceId must not be empty.");
        }

        if (Tls.Fault() is { } fault)
        {
            yield return new(fault);
        }
    }
}
