using System.Globalization;
using OrleansSms.Postgres.Checks;

namespace OrleansSms.Silo.Check;

/// <summary>One line of a terminal that tells what is being looked at; nothing where nobody watches.</summary>
internal sealed class ProgressLine : IProgress<CheckProgress>, IDisposable
{
    private readonly bool _isWatched = !Console.IsErrorRedirected;
    private int _length;

    public void Report(CheckProgress value)
    {
        if (_isWatched)
        {
            Write(value.Rows == 0 ? value.Title : string.Create(CultureInfo.InvariantCulture, $"{value.Title}: {value.Rows:N0}"));
        }
    }

    public void Clear()
    {
        if (_length > 0)
        {
            Write("");
            Console.Error.Write('\r');
        }
    }

    public void Dispose() => Clear();

    private void Write(string text)
    {
        Console.Error.Write('\r' + text.PadRight(_length));
        _length = text.Length;
    }
}
