namespace OrleansSms.Web.Words;

/// <summary>What we call ourselves.</summary>
internal static class Product
{
    public const string Name = "OrleansSms";
}
