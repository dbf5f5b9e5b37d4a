using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Messages;

internal static class MessagesSetup
{
    private const string Root = "/2010-04-01/Accounts/{account}/Messages";

    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<StatusCallbacks>();
        services.AddSingleton<StatusMoves>();
        services.AddSingleton<MessageEngine>();
        services.AddSingleton<CreateMessage>();
        services.AddSingleton<OneMessage>();
    }

    public static void MapMessages(this WebApplication app)
    {
        var create = app.Services.GetRequiredService<CreateMessage>();
        var one = app.Services.GetRequiredService<OneMessage>();
        app.MapPost(Root + ".json", create.Handle);
        app.MapGet(Root + ".json", one.List);
        app.MapGet(Root + "/{sid}.json", OneMessage.Fetch);
        app.MapPost(Root + "/{sid}.json", one.Update);
        app.MapDelete(Root + "/{sid}.json", OneMessage.Delete);
        app.MapPost(Root + "/{sid}/Feedback.json", one.Feedback);
    }
}
