using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Checks;

/// <summary>At the end of everything: every conversation recounted, and not one message more or less than was ever put in.</summary>
internal sealed class Whole(Contestant contestant)
{
    private long _inbound;
    private long _outbound;

    public static string Counts(Contestant contestant, bool touchedOnly)
    {
        var question = Resource.Text($"{contestant.Checks}/counts.sql");
        return touchedOnly
            ? question.Replace("/*where*/", "where m.conversation_id in (select id from touched)", StringComparison.Ordinal)
                .Replace("/*where id*/", "where m.id in (select id from touched)", StringComparison.Ordinal)
            : question;
    }

    public void Expect(long inbound, long outbound) => (_inbound, _outbound) = (_inbound + inbound, _outbound + outbound);

    public void Expect(Receipts receipts) => Expect(receipts.Inbound.Count, receipts.Sent.Count);

    /// <returns>What is wrong; empty when everything adds up.</returns>
    public async Task<IReadOnlyList<string>> Check(CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var (inbound, outbound) = (await contestant.Database.Read(Resource.Text("total.sql"), row => (row.GetInt64(0), row.GetInt64(1)), cancellation))[0];
        if ((inbound, outbound) != (_inbound, _outbound))
        {
            wrong.Add($"{contestant.Name}: {_inbound} inbound and {_outbound} outbound messages were put in altogether, {inbound} and {outbound} are stored");
        }

        if (await contestant.Database.Ask<long>(Counts(contestant, touchedOnly: false), cancellation) is > 0 and var conversations)
        {
            wrong.Add($"{contestant.Name}: {conversations} conversations do not add up at the end");
        }

        return wrong;
    }
}
