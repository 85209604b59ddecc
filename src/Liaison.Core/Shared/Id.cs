using System.Text.Json;
using System.Text.Json.Serialization;

namespace Liaison.Core.Shared;

/// <summary>A thing that has ids of its own; the prefix says which (<c>dlv_</c>, <c>cas_</c>).</summary>
public interface IIdentified
{
    /// <summary>Three letters, without the underscore.</summary>
    static abstract string Prefix { get; }
}

/// <summary>A typed, prefixed, time-ordered id: <c>prefix_</c> and 26 characters of Crockford's base 32.</summary>
/// <typeparam name="T">What the id names.</typeparam>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct Id<T>(string Value) where T : IIdentified
{
    public override string ToString() => Value;

    /// <summary>Reads an id as a person or a client wrote it; false if it cannot be one of this kind.</summary>
    public static bool TryParse(string? text, out Id<T> id)
    {
        id = new Id<T>(text ?? "");
        return text is not null && text.Length == T.Prefix.Length + 27 && text[T.Prefix.Length] == '_'
            && text.StartsWith(T.Prefix, StringComparison.Ordinal) && text.AsSpan(T.Prefix.Length + 1).IndexOfAnyExcept(IdSource.Letters) < 0;
    }

    /// <summary>For route values: <see cref="TryParse(string?, out Id{T})"/> under the name that minimal APIs look for.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Id<T> id) => TryParse(text, out id);
}

/// <summary>Ids travel as plain strings.</summary>
public sealed class IdJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Id<T>> where T : IIdentified
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Id<T>.TryParse(reader.GetString(), out var id) ? id : throw new JsonException($"Not an id of the kind {T.Prefix}_…");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
