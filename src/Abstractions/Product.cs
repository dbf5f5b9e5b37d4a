namespace OrleansSms;

/// <summary>What this is called wherever a person reads it.</summary>
public static class Product
{
    public const string Name = "OrleansSms";
}
