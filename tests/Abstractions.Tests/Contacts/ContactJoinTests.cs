using System.Collections.Immutable;
using CsCheck;
using OrleansSms.Contacts;

namespace OrleansSms.Abstractions.Tests.Contacts;

public sealed class ContactJoinTests
{
    private static readonly Gen<string> Word = OneOf("", "a", "b", "c");
    private static readonly Gen<string> Key = OneOf("Birthday", "Order", "Other name", "birthday 2");

    private static readonly Gen<ImmutableArray<ContactField>> Fields = Gen.Select(Key, OneOf("x", "y")).Array[0, 3]
        .Select(all => all.Select(one => new ContactField(one.Item1, one.Item2)).DistinctBy(field => field.Name).ToImmutableArray());

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static Gen<Contact> Of(int first) => Gen.Select(
        Gen.Select(Word, Word, Word, Word), Fields, OneOf("gold", "vip", "new").HashSet[0, 3], Gen.Int[first, first + 5].HashSet[0, 4]).Select((texts, fields, tags, numbers) => new Contact(
        Guid.NewGuid(), texts.Item1, texts.Item2, texts.Item3, texts.Item4, fields, [.. tags], [.. numbers.Select(number => new ContactNumber($"+{number}", "", ""))],
        1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

    private static readonly Gen<(Contact Keep, Contact Other)> Pair = Gen.Select(Of(100), Of(200));

    [Fact]
    public void Whatever_either_had_the_joined_one_has() => Pair.Sample(pair =>
    {
        var joined = ContactJoin.Join(pair.Keep, pair.Other);
        var values = joined.Fields.Select(field => field.Value).Concat([joined.Name, joined.Company, joined.Email]).ToHashSet();
        foreach (var one in (Contact[])[pair.Keep, pair.Other])
        {
            Assert.All(new[] { one.Name, one.Company, one.Email }.Where(text => text.Length > 0), text => Assert.Contains(text, values));
            Assert.All(one.Fields, field => Assert.Contains(field.Value, values));
            Assert.Contains(one.Notes, joined.Notes, StringComparison.Ordinal);
            Assert.Subset(joined.Tags.ToHashSet(), one.Tags.ToHashSet());
            Assert.Subset(joined.Numbers.ToHashSet(), one.Numbers.ToHashSet());
        }

        Assert.Equal(joined.Fields.Length, joined.Fields.Select(field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(pair.Keep.Id, joined.Id);
    });

    [Fact]
    public void Joined_and_split_they_are_as_they_were() => Pair.Sample(pair =>
    {
        var joined = ContactJoin.Join(pair.Keep, pair.Other);
        var (keep, other) = ContactJoin.Split(joined, pair.Keep, pair.Other, joined);
        Assert.Equal(Said(pair.Keep), Said(keep));
        Assert.Equal(Said(pair.Other), Said(other));
    });

    [Fact]
    public void What_was_changed_since_stays_with_the_one_who_was_kept()
    {
        var now = DateTimeOffset.UnixEpoch;
        var keep = new Contact(Guid.NewGuid(), "Maya", "", "", "", [], ["gold"], [new("+1", "", "")], 1, now, now);
        var other = keep with { Id = Guid.NewGuid(), Name = "M. Okafor", Company = "Okafor Ltd", Tags = ["vip"], Numbers = [new("+2", "", ""), new("+3", "", "")] };
        var joined = ContactJoin.Join(keep, other);

        var changed = joined with { Name = "Maya Okafor", Tags = joined.Tags.Add("later"), Numbers = [joined.Numbers[0], joined.Numbers[1], new("+4", "", "")] };
        var (kept, split) = ContactJoin.Split(changed, keep, other, joined);

        Assert.Equal(("Maya Okafor", ""), (kept.Name, kept.Company));
        Assert.Equal(["gold", "later"], kept.Tags);
        Assert.Equal(["+1", "+4"], kept.Numbers.Select(number => number.Number));
        // The third number was taken away meanwhile, and may be somebody else's.
        Assert.Equal(["+2"], split.Numbers.Select(number => number.Number));
        Assert.Equal("M. Okafor", split.Name);
    }

    [Fact]
    public void More_than_a_contact_holds_is_refused()
    {
        var now = DateTimeOffset.UnixEpoch;
        Contact Full(int from) => new(Guid.NewGuid(), "", "", "", "", [], [.. Enumerable.Range(from, 11).Select(i => $"tag {i}")], [], 1, now, now);

        Assert.Contains("20 tags", Assert.Throws<RefusedException>(() => ContactJoin.Join(Full(0), Full(11))).Message, StringComparison.Ordinal);
    }

    private static string Said(Contact contact) => string.Join('|', [
        contact.Id.ToString(), contact.Name, contact.Company, contact.Email, contact.Notes, .. contact.Fields.Select(field => $"{field.Name}={field.Value}"), .. contact.Tags,
        .. contact.Numbers.Select(number => number.Number)]);
}
