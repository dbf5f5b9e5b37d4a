using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace OrleansSms;

/// <summary>The word that stands for an enum value in JSON, in the database and in a query string.</summary>
public static class Word
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.Of[value];

    /// <summary>Null: no such word.</summary>
    public static T? Read<T>(string? word) where T : struct, Enum =>
        word is not null && Words<T>.Values.TryGetValue(word, out var value) ? value : null;

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of = Enum.GetValues<T>().ToFrozenDictionary(
            value => value,
            value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

        public static readonly FrozenDictionary<string, T> Values = Of.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
