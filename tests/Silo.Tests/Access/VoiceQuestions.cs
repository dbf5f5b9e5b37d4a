using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit.Calls;
using static OrleansSms.Silo.Tests.Access.Verdicts;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>What lines do with calls, whose phones ring, and what was recorded: each method of these ports.</summary>
internal static class VoiceQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        [Name(nameof(ILineGreetings), nameof(ILineGreetings.Set))] = OfEachLine<ILineGreetings>((greetings, line) => Outcome(async () => await Greet(greetings, line) is not null)),
        [Name(nameof(ILineGreetings), nameof(ILineGreetings.Of))] = OfEachLine<ILineGreetings>((greetings, line) => Outcome(async () =>
        {
            await Outcome(async () => await Greet(greetings, line) is not null);
            return await greetings.Of(line, default) is not null;
        })),
        [Name(nameof(ILineGreetings), nameof(ILineGreetings.Remove))] = OfEachLine<ILineGreetings>((greetings, line) => Outcome(() => greetings.Remove(line, default))),
        [Name(nameof(ILineVoice), nameof(ILineVoice.Of))] = OfEachLine<ILineVoice>((voice, line) => Outcome(async () => await voice.Of(line, default) is not null)),
        [Name(nameof(ILineVoice), nameof(ILineVoice.Set))] = OfEachLine<ILineVoice>((voice, line) => Outcome(() => voice.Set(line, VoiceSettings.Default, default))),
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

    private static Task<LineGreeting?> Greet(ILineGreetings greetings, string line) => greetings.Set(line, "hello.wav", new MemoryStream(Sounds.Wav()), default);

    private static Question OfEachLine<T>(Func<T, string, Task<string>> ask)
        where T : notnull => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        foreach (var line in world.Lines)
        {
            var wanted = person.Role == Role.Member ? Refusals.NotAllowed : LooksAfter(world, person, line) ? "done" : "nothing";
            verdicts.Same(wanted, await ask(scope.ServiceProvider.GetRequiredService<T>(), line), person, $"what {line} does with calls");
        }
    };

    private static Question OfPhone(Func<IMemberPhone, string, Task<MemberPhone?>> ask) => async (world, person, verdicts) =>
    {
        await using var scope = DeskQuestions.Arrive(world, person);
        var own = world.PhoneOf(person);
        verdicts.Same(new(person.Id, own, true), await ask(scope.ServiceProvider.GetRequiredService<IMemberPhone>(), own), person, "the own phone");
    };
}
