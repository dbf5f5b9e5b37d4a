using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Audit;

namespace OrleansSms.Postgres.Audit;

/// <summary>Follows the log from its first row and tells where it is not as it was written. Rows come in the order of their numbers.</summary>
/// <param name="kept">Where the log stood once, as somebody noted elsewhere: only this shows that its end was cut off or all of it written anew.</param>
internal sealed class AuditChain(AuditSeal? kept)
{
    public const int Named = 5;

    private readonly ImmutableArray<AuditFinding>.Builder _first = ImmutableArray.CreateBuilder<AuditFinding>(Named);
    private byte[] _last = new byte[AuditHash.Size];
    private long _number;
    private long _rows;
    private long _found;
    private bool _lastWasWrong;

    public long Rows => _rows;

    public void Next(ChainedRow row)
    {
        var number = row.Record.Number;
        var before = _number;
        _rows++;
        if (number <= before)
        {
            Find(number, $"Row {Say(number)} has no place in the log.");
            return;
        }

        var isMissing = number > before + 1;
        if (isMissing)
        {
            Find(before + 1, number == before + 2
                ? $"Row {Say(before + 1)} is missing."
                : $"Rows {Say(before + 1)} to {Say(number - 1)} are missing.");
        }

        var isChanged = !AuditHash.Of(row).AsSpan().SequenceEqual(row.Hash);
        var isElsewhere = !isMissing && !isChanged && !_lastWasWrong && !row.Previous.AsSpan().SequenceEqual(_last);
        var isAnother = kept?.Number == number && kept.Hash != Hex(row.Hash);
        if (isChanged)
        {
            Find(number, $"Row {Say(number)} was changed after it was written.");
        }
        else if (isElsewhere)
        {
            Find(number, $"Row {Say(number)} does not follow row {Say(before)}: one of the two was replaced.");
        }
        else if (isAnother)
        {
            Find(number, $"Row {Say(number)} is not the row that was noted: the log up to it was written anew.");
        }

        (_number, _last, _lastWasWrong) = (number, row.Hash, isChanged);
    }

    public AuditVerdict End()
    {
        if (kept is not null && kept.Number > _number)
        {
            Find(_number + 1, $"The end is cut off: the log went up to row {Say(kept.Number)}, and ends with row {Say(_number)}.");
        }

        return new(_rows, _number == 0 ? null : new(_number, Hex(_last)), _found, _first.ToImmutable());
    }

    private void Find(long number, string sentence)
    {
        _found++;
        if (_first.Count < Named)
        {
            _first.Add(new(number, sentence));
        }
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private static string Say(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
