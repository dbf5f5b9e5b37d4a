using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Members;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What lines do with calls, whose phones ring, and what was recorded: each method of these ports.</summary>
internal static class VoiceQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [Name(nameof(ILineVoice), nameof(ILineVoice.Of))] = OfEachLine((voice, line) => Outcome(async () => await voice.Of(line, default) is not null)),
        [Name(nameof(ILineVoice), nameof(ILineVoice.Set))] = OfEachLine((voice, line) => Outcome(() => voice.Set(line, VoiceSettings.Default, default))),
        [Name(nameof(IMemberPhone), nameof(IMemberPhone.Own))] = OfPhone((phone, _) => phone.Own(default)),
        [Name(nameof(IMemberPhone), nameof(IMemberPhone.Set))] = OfPhone((phone, own) => phone.Set(own, true, default)),
        [Name(nameof(IRecordings), nameof(IRecordings.Open))] = async (world, person, verdicts) =>
        {
            await using var scope = DeskQuestions.Arrive(world, person);
            foreach (var talk in world.Talks)
            {
                var file = await scope.ServiceProvider.GetRequiredService<IRecordings>().Open(talk.Rung, talk.Recording, default);
                verdicts.Same(world.Oracle.Sees(person, talk.Line), file is not null, person, $"the voicemail of {talk.Contact} on {talk.Line}");
                if (file is not null)
                {
                    using var content = new StreamReader(file.Content);
                    verdicts.Same(talk.Secret, await content.ReadToEndAsync(), person, $"what {talk.Contact} said");
                }
            }
        },
    };

    /// <summary>Whether somebody looks after what a line does with calls.</summary>
    public static bool LooksAfter(World world, Person person, string line) =>
        person.Role == Role.Owner ? world.Oracle.Sees(person, line) : person.Role == Role.Admin && world.Oracle.Uses(person, line);

    public static string Name(string port, string method) => $"{port}.{method}";

    private static Question OfEachLine(Func<ILineVoice, string, Task<string>> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        foreach (var line in world.Lines)
        {
            var wanted = person.Role == Role.Member ? Refusals.NotAllowed : LooksAfter(world, person, line) ? "done" : "nothing";
            verdicts.Same(wanted, await ask(scope.ServiceProvider.GetRequiredService<ILineVoice>(), line), person, $"what {line} does with calls");
        }
    };

    private static Question OfPhone(Func<IMemberPhone, string, Task<MemberPhone?>> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        var own = world.PhoneOf(person);
        verdicts.Same(new(person.Id, own, true), await ask(scope.ServiceProvider.GetRequiredService<IMemberPhone>(), own), person, "the own phone");
    };
}
