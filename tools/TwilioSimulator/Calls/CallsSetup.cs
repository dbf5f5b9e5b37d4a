using OrleansSms.TwilioSimulator.Voice;

namespace OrleansSms.TwilioSimulator.Calls;

internal static class CallsSetup
{
    private const string Root = "/2010-04-01/Accounts/{account}/Calls";

    public static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<CallCallbacks>();
        services.AddSingleton<CallMoves>();
        services.AddSingleton<CreateCall>();
        services.AddSingleton<OneCall>();
        services.AddSingleton<Documents>();
        services.AddSingleton<Exchange>();
        services.AddSingleton<OutboundCalls>();
        services.AddSingleton<InboundCalls>();
    }

    public static void MapCalls(this WebApplication app)
    {
        var create = app.Services.GetRequiredService<CreateCall>();
        var one = app.Services.GetRequiredService<OneCall>();
        app.MapPost(Root + ".json", create.Handle);
        app.MapGet(Root + ".json", one.List);
        app.MapGet(Root + "/{sid}.json", OneCall.Fetch);
        app.MapPost(Root + "/{sid}.json", one.Update);
        app.MapDelete(Root + "/{sid}.json", OneCall.Delete);
    }
}
