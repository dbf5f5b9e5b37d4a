using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Live;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>A screen on which calls are shown, and a feed that a test speaks through.</summary>
public abstract class CallContext : BunitContext, IAsyncLifetime
{
    private Action<ConversationChange?>? _told;

    internal CallsDouble Desk { get; } = new();

    internal NamesDouble Names { get; } = new();

    internal DeskDouble Inbox { get; } = new();

    internal ColleaguesDouble People { get; } = new() { Known = [new(Some.Me, "Sam", true, LineAccess.Use), new(SomeCall.Dana, "Dana", true, LineAccess.Use)] };

    internal SoftphoneDouble Browser { get; } = new();

    internal Softphone Softphone => Services.GetRequiredService<Softphone>();

    internal Calling Calling => Services.GetRequiredService<Calling>();

    protected CallContext()
    {
        Services.AddSingleton<TimeProvider>(Some.Time).AddSingleton(Some.Clock()).AddSingleton<ICallDesk>(Desk).AddSingleton<IMemberPhone>(Desk);
        Services.AddSingleton<IDesk>(Inbox).AddSingleton<IContactNames>(Names).AddSingleton<IColleagues>(People).AddSingleton<IAccessChanges>(new AccessDouble());
        Services.AddSingleton(Settings.Answers.As<IChangeFeed>((_, arguments) =>
        {
            _told += (Action<ConversationChange?>)arguments[0]!;
            return new Subscription(() => { });
        }));
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn()).AddSingleton<FirstPaint>().AddSingleton<Member>();
        // The real clock: the feed waits a moment between two batches.
        Services.AddSingleton(all => new LiveFeed(all.GetRequiredService<IChangeFeed>(), all.GetRequiredService<IAccessChanges>(), all.GetRequiredService<Member>(), TimeProvider.System, NullLogger<LiveFeed>.Instance));
        Services.AddSingleton<Team>().AddSingleton<Notices>().AddSingleton<Calling>().AddSingleton<ISoftphone>(Browser).AddSingleton<Softphone>();
    }

    public virtual async ValueTask InitializeAsync()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        await Services.GetRequiredService<Member>().Arrive(interactive: true);
        await Services.GetRequiredService<Team>().Load(interactive: true);
        await Calling.Start(interactive: true);
    }

    internal void Say(ConversationChange? change) => _told?.Invoke(change);
}
