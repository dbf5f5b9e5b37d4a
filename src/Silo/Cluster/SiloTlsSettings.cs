using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSms.Silo.Cluster;

/// <summary>How silos know each other (section <c>Orleans:Tls</c>). All three files or none; they are read when the silo starts.</summary>
public sealed class SiloTlsSettings
{
    /// <summary>PEM file of this silo's certificate, good for both ends of a connection.</summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file of its key.</summary>
    public string? Key { get; set; }

    /// <summary>PEM file of the authorities that sign silos' certificates and nobody else's; two of them while one is replaced.</summary>
    public string? Authority { get; set; }

    internal bool IsMeant => Certificate is not null || Key is not null || Authority is not null;

    /// <summary>Why it cannot work; null: it can, or is not meant.</summary>
    internal string? Fault()
    {
        if (!IsMeant)
        {
            return null;
        }

        if (string.IsNullOrEmpty(Certificate) || string.IsNullOrEmpty(Key) || string.IsNullOrEmpty(Authority))
        {
            return "Orleans__Tls__Certificate, Orleans__Tls__Key and Orleans__Tls__Authority belong together: set all three or none.";
        }

        try
        {
            using var own = Own();
            return Authorities().Count == 0 ? "Orleans__Tls__Authority has no certificate in it." : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"The files of Orleans__Tls cannot be used: {unreadable.Message}";
        }
    }

    internal X509Certificate2 Own() => X509Certificate2.CreateFromPemFile(Certificate!, Key);

    internal X509Certificate2Collection Authorities()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Authority!);
        return authorities;
    }
}
