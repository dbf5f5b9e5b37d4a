using OrleansSms.Grains;
using OrleansSms.Postgres;
using OrleansSms.Silo;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Check;
using OrleansSms.Silo.Cluster;
using OrleansSms.Silo.Database;
using OrleansSms.Silo.Health;
using OrleansSms.Silo.Mail;
using OrleansSms.Silo.Operations;
using OrleansSms.Silo.Recordings;
using OrleansSms.Silo.Rest;
using OrleansSms.Silo.Security;
using OrleansSms.Silo.Telemetry;
using OrleansSms.Twilio;
using OrleansSms.Web;

return CheckCommand.IsAskedFor(args) ? await CheckCommand.Run(args[1..]) : RebuildCommand.IsAskedFor(args) ? await RebuildCommand.Run() : await Startup.OrTellWhy(async () =>
{
    // The settings file lies beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    await using var database = await LocalDatabase.StartWhenNoneIsNamed(builder);

    // In this order hosted services start: the database is there before the silo, the silo before what calls grains.
    builder.AddPostgres();
    builder.AddCluster();
    builder.AddGrains();
    builder.AddTwilio();
    builder.AddAccounts();
    builder.AddSecurity();
    builder.AddMail();
    builder.AddRecordings();
    builder.AddRest();
    builder.AddHealth();
    builder.AddTelemetry();
    builder.AddOperations();
    builder.Services.AddWeb();
    builder.ListenWhereConfigured();
    builder.CutOffSlowCallers();

    var app = builder.Build();
    app.UseHttpsOnly();
    app.UseWebErrorPages();
    app.UseProblems();
    // After the error pages, which run the pipeline from here again with another path.
    app.UseRouting();
    app.UseWebSecurityHeaders();
    app.UseWebLanguages();
    app.UseAuthentication();
    app.UseSameSite();
    app.UseAuthorization();
    app.UseCallers();
    app.UseRateLimiter();
    app.UseSecondFactorGate();
    app.UseAntiforgery();
    app.MapStaticAssets().AllowAnonymous();
    app.MapTwilioWebhooks();
    app.MapRest();
    app.MapRecordings();
    app.MapHealth();
    app.MapTelemetry();
    app.MapOperations();
    app.MapWeb();
    await Startup.Run(app);
});
