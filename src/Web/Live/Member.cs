using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>Who sits at this screen, and which lines they may see.</summary>
internal sealed class Member(AuthenticationStateProvider authentication, IDesk desk, FirstPaint paint)
{
    private Task? _arriving;

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public Role Role { get; private set; }

    public ImmutableArray<Line> Lines { get; private set; } = [];

    /// <summary>Knows who it is; the first caller does the work.</summary>
    public Task Arrive(bool interactive) => _arriving ??= Read(interactive);

    /// <summary>The lines that are written from.</summary>
    public IEnumerable<Line> UsableLines => Lines.Where(line => line.Access == LineAccess.Use);

    /// <returns>Whether they are others than before.</returns>
    public async Task<bool> ReadLines()
    {
        var before = Lines;
        Lines = await desk.Lines(CancellationToken.None);
        return !Lines.SequenceEqual(before);
    }

    public bool Sees(string line) => Lines.Any(mine => mine.Number == line);

    public Line Line(string number) => Lines.FirstOrDefault(mine => mine.Number == number) ?? new Line(number, null);

    private async Task Read(bool interactive)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        Id = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));
        Role = Word.Read<Role>(user.FindFirstValue(ClaimTypes.Role)) ?? Role.Member;
        Email = user.FindFirstValue(ClaimTypes.Email) ?? "";
        Name = user.Identity?.Name ?? Email;
        Lines = (await paint.Get($"{Id}/lines", interactive, () => desk.Lines(CancellationToken.None))).Value;
    }
}
