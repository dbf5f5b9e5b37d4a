namespace OrleansSms.Bench;

/// <summary>Contacts of one kind have numbers of their own, so that the loads do not meet by accident.</summary>
internal static class Kinds
{
    public const int Known = 0;
    public const int Alone = 1;
    public const int Strange = 2;
    public const int ShortThread = 3;
    public const int MiddleThread = 4;
    public const int LongThread = 5;
    public const int ToBeRead = 6;
    public const int FullPage = 7;
    public const int OpenPages = 8;
    public const int Moved = 9;
    public const int Searched = 50;
    public const int Background = 100;
}
