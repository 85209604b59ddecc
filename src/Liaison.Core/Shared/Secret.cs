using System.Text.Json;
using System.Text.Json.Serialization;

namespace Liaison.Core.Shared;

/// <summary>A value that must not be seen. It prints dots, and turns into dots in JSON, so that it cannot reach a log by accident.</summary>
[JsonConverter(typeof(SecretJsonConverter))]
public readonly record struct Secret(string? Value)
{
    public const string Dots = "••••••••";

    public bool IsSet => !string.IsNullOrEmpty(Value);

    public override string ToString() => IsSet ? Dots : "";
}

/// <summary>Reads a secret as text; writes dots.</summary>
public sealed class SecretJsonConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
