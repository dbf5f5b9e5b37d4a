using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests;

/// <summary>Things to test with; every argument has a sensible default.</summary>
internal static class Some
{
    public const string Line = "+442079460112";
    public const string Contact = "+447700900226";

    public static readonly Guid Me = new("00000000-0000-0000-0000-00000000000a");
    public static readonly ConversationId Conversation = new(new Guid("00000000-0000-0000-0000-000000000001"));
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-18T12:00:00Z", CultureInfo.InvariantCulture);

    public static FakeTimeProvider Time => new(Noon);

    public static WallClock Clock(string? zone = null)
    {
        var clock = new WallClock(Time);
        clock.Use(zone);
        return clock;
    }

    public static ConversationId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static Message In(int number, DateTimeOffset? at = null, string body = "hello") => Text(number, Direction.Inbound, at, body, DeliveryStatus.Received);

    public static Message Out(int number, DateTimeOffset? at = null, string body = "hi", DeliveryStatus status = DeliveryStatus.Delivered, Guid? by = null) =>
        Text(number, Direction.Outbound, at, body, status) with { UserId = by ?? Me };

    public static ConversationHead Head(
        ConversationId? id = null, long version = 1, int last = 1, int inbound = 0, ConversationState state = ConversationState.Open,
        string preview = "hello", Direction direction = Direction.Inbound, DeliveryStatus status = DeliveryStatus.Received, DateTimeOffset? at = null, string line = Line) =>
        new(id ?? Conversation, line, Contact, version, last, last, inbound, 0, state, false, preview, direction, status, at ?? Noon, Noon.AddDays(-9));

    public static InboxRow Row(int number, int minutesAgo, int inbound = 0, int read = 0, ConversationState state = ConversationState.Open) =>
        new(Head(Id(number), inbound: inbound, state: state, at: Noon.AddMinutes(-minutesAgo)), read);

    public static ThreadPage Page(int first, int last, int? newest = null) => new(
        Head(last: newest ?? last), [.. Enumerable.Range(first, last - first + 1).Select(number => In(number))], first > 1 ? first : null);

    public static ConversationChange Change(ConversationHead head, Message? message = null, ReadPosition? read = null) => new(head, message, OutboxStep.None, read);

    private static Message Text(int number, Direction direction, DateTimeOffset? at, string body, DeliveryStatus status) => new(
        new Guid(number, 1, 1, new byte[8]), Conversation, number, direction, null, direction == Direction.Inbound ? Contact : Line,
        direction == Direction.Inbound ? Line : Contact, body, status, null, null, 1, null, null, [], at ?? Noon, null, at ?? Noon, [], null, null);
}

/// <summary>Somebody who is signed in.</summary>
internal sealed class SignedIn : AuthenticationStateProvider
{
    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
        new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Some.Me.ToString()), new(ClaimTypes.Name, "sam"), new(ClaimTypes.Email, "sam@example.com")], "test"))));
}
