using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>Several kinds by their share of a hundred.</summary>
internal sealed class MixedTraffic(Random random, params (int Share, ITraffic Traffic)[] kinds) : ITraffic
{
    private ITraffic _current = kinds[0].Traffic;

    public bool Write(RequestBuffer request)
    {
        var place = random.Next(100);
        foreach (var (share, traffic) in kinds)
        {
            _current = traffic;
            if ((place -= share) < 0)
            {
                break;
            }
        }

        return _current.Write(request);
    }

    public bool Take(int status, ReadOnlySpan<byte> body) => _current.Take(status, body);

    public void HandOver(Receipts receipts)
    {
        foreach (var (_, traffic) in kinds)
        {
            traffic.HandOver(receipts);
        }
    }
}
