using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Search;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>Conversations by what is known of their contact.</summary>
internal sealed class PeopleSearch([FromKeyedServices(DataSources.Search)] MembersDatabase database)
{
    private const int Most = 20;
    private const int FewestSigns = 3;

    // Of more than that, nobody finds theirs by looking.
    private const int Looked = 2_000;

    public Task<ImmutableArray<PersonHit>> Find(Guid userId, string typed, string? line, CancellationToken cancellation)
    {
        var tag = TagSet.Clean(typed);
        return database.Read(
            userId,
            $"""
            select c.id, c.line, c.contact, c.last_activity_at from conversations c
            where c.id = any (array(select conversation_id from search_contacts($1, $2, $3, $4, {Looked})))
            order by c.last_activity_at desc, c.id desc limit {Most}
            """,
            [Texts(Numbers(typed)), Texts(typed.Trim().Length >= FewestSigns && typed.Any(char.IsLetter) ? [.. ContactFinding.Patterns(typed.Replace("\"", ""))] : []), OptionalText(tag), OptionalText(line)],
            row => new PersonHit(new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.Time(3)), cancellation);
    }

    /// <summary>None: what was typed is no part of a number, nor the name of a sender that has none.</summary>
    private static string[] Numbers(string typed)
    {
        if (typed.Any(char.IsLetter))
        {
            return typed.Trim().Length >= FewestSigns ? [SearchPattern.OfText(typed)!] : [];
        }

        // With and without the zeros of dialling, which may as well be in the middle of a number.
        var digits = string.Concat(typed.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        return [.. new[] { digits, digits.TrimStart('0') }.Distinct().Where(part => part.Length >= FewestSigns).Select(part => $"%{part}%")];
    }
}
