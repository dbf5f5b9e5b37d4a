using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>An authority of its own and the certificate of one silo, as files.</summary>
internal sealed class Papers : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleanssms-papers-").FullName;

    public Papers()
    {
        var (from, until) = (DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var silo = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        using var issued = silo.Create(root, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(FileOf("authority.pem"), root.ExportCertificatePem());
        File.WriteAllText(FileOf("silo.pem"), issued.ExportCertificatePem());
        File.WriteAllText(FileOf("silo.key"), key.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Certificate() => X509Certificate2.CreateFromPemFile(FileOf("silo.pem"), FileOf("silo.key"));

    public Dictionary<string, string> Settings() => new()
    {
        ["Orleans__Tls__Certificate"] = FileOf("silo.pem"),
        ["Orleans__Tls__Key"] = FileOf("silo.key"),
        ["Orleans__Tls__Authority"] = FileOf("authority.pem"),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FileOf(string name) => Path.Combine(_folder, name);
}
