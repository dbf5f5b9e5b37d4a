using OrleansSms.TwilioSimulator;

try
{
    await using var app = SimulatorApp.Build(args);
    await app.StartAsync();
    Console.WriteLine($"Simulator listening on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (ConfigurationRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
