using System.Reflection;
using System.Text.RegularExpressions;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Architecture.Tests;

/// <summary>What is stored or sent is known by its alias and its numbers, which outlive every renaming.</summary>
public sealed partial class WireTypeTests
{
    private static readonly Type[] Types = [.. ((string[])["OrleansSms.Abstractions", "OrleansSms.Grains"])
        .SelectMany(name => Assembly.Load(name).GetTypes()).Where(type => type.Namespace?.StartsWith("OrleansSms", StringComparison.Ordinal) == true)];

    private static IEnumerable<Type> Wire => Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    private static IEnumerable<Type> Interfaces => Types.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    [Fact]
    public void Every_wire_type_and_grain_interface_has_an_alias_of_its_own()
    {
        var aliases = Wire.Concat(Interfaces).Select(type => (type.Name, type.GetCustomAttribute<AliasAttribute>()?.Alias)).ToList();

        Assert.NotEmpty(aliases);
        Assert.All(aliases, one => Assert.StartsWith("sms.", one.Alias, StringComparison.Ordinal));
        Assert.Equal(aliases.Count, aliases.Select(one => one.Alias).Distinct().Count());
    }

    [Fact]
    public void Every_property_of_a_wire_record_has_a_number_of_its_own() => Assert.All(Wire, type =>
    {
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var numbers = own.Select(property => property.GetCustomAttribute<IdAttribute>()?.Id).Where(id => id is not null).ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        var parameters = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name).ToHashSet();
        Assert.All(own.Where(property => parameters.Contains(property.Name)), property => Assert.NotNull(property.GetCustomAttribute<IdAttribute>()));
    });

    [Fact]
    public void Every_stored_document_has_a_name_of_its_own()
    {
        var names = Types.SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName).Where(name => name is not null).ToList();

        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void A_grain_key_of_text_begins_with_a_word_that_is_no_hexadecimal_number()
    {
        var keyed = Interfaces.Where(type => type.IsAssignableTo(typeof(IGrainWithStringKey))).ToList();
        var documented = Tree.Sources("src/Abstractions").Select(source => string.Join('\n', Tree.Lines(source)))
            .SelectMany(text => Keyed().Matches(text)).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(keyed.Count, documented.Count);
        Assert.All(documented, prefix => Assert.Matches("[g-z]", prefix));
    }

    [GeneratedRegex("Keyed <c>([a-z]+)/")]
    private static partial Regex Keyed();
}
