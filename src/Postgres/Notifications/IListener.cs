namespace OrleansSms.Postgres.Notifications;

/// <summary>Is told what the database says on one channel, by whatever silo. Called from one thread at a time, and must neither wait nor throw.</summary>
internal interface IListener
{
    string Channel { get; }

    /// <summary>Everything is heard from now on. What was said before was said to nobody.</summary>
    void Open();

    /// <summary>Nothing is heard any more.</summary>
    void Close();

    void Take(string payload);
}
