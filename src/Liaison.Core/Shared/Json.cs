using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Liaison.Core.Shared;

/// <summary>
/// How everything of ours is written as JSON, over the wire and in the database: camel case, enums as words, what is null left out.
/// Reading is strict where a mistake would go unseen: a part that has no default must be there, and may be null only if its type says so.
/// </summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configured();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");

    /// <summary>Gives other options (a web framework's own, say) the same habits.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // The database orders the parts of an object as it likes, and so may clients: the word that says which kind it is need not come first.
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MayBeLeftOut } };
        // Letters of every language stay readable; what could close a script or an attribute is still escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    // What is null is left out when writing, so it may be left out when reading.
    private static void MayBeLeftOut(JsonTypeInfo type)
    {
        foreach (var part in type.Properties)
        {
            if (part is { IsRequired: true, AssociatedParameter.IsNullable: true } || (part.IsRequired && Nullable.GetUnderlyingType(part.PropertyType) is not null))
            {
                part.IsRequired = false;
            }
        }
    }

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
