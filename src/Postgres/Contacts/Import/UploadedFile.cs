using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>What was sent to us, whole or not at all.</summary>
internal static class UploadedFile
{
    public static async Task<byte[]> Read(Stream content, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            file.Write(buffer, 0, read);
            if (file.Length > IContactImports.LargestFile)
            {
                throw ContactRules.Invalid("The file is larger than 10 MB. Cut it into smaller ones.");
            }
        }

        return file.ToArray() switch
        {
            [] => throw ContactRules.Invalid("There is nothing in this file."),
            [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, ..] => throw ContactRules.Invalid("This is a spreadsheet. Save it as CSV first."),
            var bytes => bytes,
        };
    }
}
