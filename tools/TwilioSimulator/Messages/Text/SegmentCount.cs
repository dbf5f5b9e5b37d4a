using System.Globalization;

namespace OrleansSms.TwilioSimulator.Messages.Text;

/// <summary>How a text travels: alphabet, length in that alphabet's units, number of segments.</summary>
internal readonly record struct SegmentCount(bool IsGsm7, int Units, int Segments)
{
    public static SegmentCount Of(string text) => Gsm7.CanWrite(text)
        ? Pack(true, Septets(text), alone: 160, together: 153)
        : Pack(false, Clusters(text), alone: 70, together: 67);

    private static SegmentCount Pack(bool isGsm7, List<int> pieces, int alone, int together)
    {
        var units = pieces.Sum();
        if (units <= alone)
        {
            return new(isGsm7, units, 1);
        }

        var (segments, used) = (1, 0);
        foreach (var piece in pieces)
        {
            var rest = piece;
            if (used + rest > together && rest <= together)
            {
                (segments, used) = (segments + 1, 0);
            }

            // A cluster longer than a whole segment cannot stay together.
            while (used + rest > together)
            {
                rest -= together - used;
                (segments, used) = (segments + 1, 0);
            }

            used += rest;
        }

        return new(isGsm7, units, segments);
    }

    private static List<int> Septets(string text) => [.. text.Select(Gsm7.SeptetsOf)];

    private static List<int> Clusters(string text)
    {
        var sizes = new List<int>(text.Length);
        var clusters = StringInfo.GetTextElementEnumerator(text);
        while (clusters.MoveNext())
        {
            var cluster = clusters.GetTextElement();
            if (cluster == "\r\n")
            {
                sizes.Add(1);
                sizes.Add(1);
            }
            else
            {
                sizes.Add(cluster.Length);
            }
        }

        return sizes;
    }
}
