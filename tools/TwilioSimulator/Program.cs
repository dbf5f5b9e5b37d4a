using Microsoft.Extensions.Options;
using OrleansSms.TwilioSimulator;

try
{
    await using var app = SimulatorApp.Build(args);
    await app.StartAsync();
    Console.WriteLine($"Simulator listening on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception refused) when (refused is ConfigurationRefusedException or OptionsValidationException or IOException)
{
    // A wrong setting or a taken port: a sentence helps, a stack trace does not.
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
