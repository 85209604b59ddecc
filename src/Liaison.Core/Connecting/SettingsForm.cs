using System.Reflection;
using System.Text.Json;
using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>How a settings property is shown and checked. One attribute per property of a settings record.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string label, string help) : Attribute
{
    public string Label { get; } = label;

    public string Help { get; } = help;

    public bool Required { get; init; }

    /// <summary>url · timeZone · text · longText · texts · choice · number · boolean · secret; found from the property's type and choices when left out.</summary>
    public string? Type { get; init; }

    public string? Placeholder { get; init; }

    public string? Group { get; init; }

    /// <summary>Least and greatest value of a number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Addresses to pick or to read, each as <c>label|address</c>.</summary>
    public string[] Links { get; init; } = [];

    /// <summary>Whether it is chosen once and for all: what is saved cannot be changed.</summary>
    public bool Fixed { get; init; }

    /// <summary>The only values that there are, each as <c>label|value</c>.</summary>
    public string[] Choices { get; init; } = [];
}

/// <summary>One field of a settings form.</summary>
/// <param name="Fixed">Whether it cannot be changed once it was saved.</param>
public sealed record FormField(
    string Name, string Label, string Help, string Type, bool Required, string? Group, string? Placeholder, JsonElement? Default, IReadOnlyList<FormLink> Links,
    IReadOnlyList<FormChoice> Choices, bool Fixed);

/// <summary>An address offered beside a field.</summary>
public sealed record FormLink(string Label, string Url);

/// <summary>One of the values that a choice has.</summary>
public sealed record FormChoice(string Label, string Value);

/// <summary>Turns a settings record into a form, and a document into settings, with every problem listed.</summary>
public static class SettingsForm
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The form in English, as it is declared.</summary>
    public static IReadOnlyList<FormField> FieldsOf(Type settings) => FieldsOf(settings, Words.English);

    /// <summary>The form in the words of the settings' own folder: <c>settings.password.label</c>, <c>groups.Connection</c>.</summary>
    public static IReadOnlyList<FormField> FieldsOf(Type settings, Words words)
    {
        var defaults = Activator.CreateInstance(settings);
        return [.. Settings(settings).Select(s =>
        {
            var name = Name(s.Property);
            string Say(string what, string english) => words.Say($"settings.{name}.{what}", english);
            return new FormField(
                name, Say("label", s.Setting.Label), Say("help", s.Setting.Help), TypeOf(s), s.Setting.Required,
                s.Setting.Group is { } group ? words.Say($"groups.{group}", group) : null,
                s.Setting.Placeholder is { } placeholder ? Say("placeholder", placeholder) : null,
                IsSecret(s.Property) ? null : JsonSerializer.SerializeToElement(s.Property.GetValue(defaults), Json),
                [.. s.Setting.Links.Select(link => link.Split('|', 2)).Select(parts => new FormLink(Say($"links.{parts[1]}", parts[0]), parts[1]))],
                [.. ChoicesOf(s.Setting).Select(choice => choice with { Label = Say($"choices.{choice.Value}", choice.Label) })], s.Setting.Fixed);
        })];
    }

    /// <summary>Reads settings and says all that is wrong with them, in a language; the settings are null when they cannot be read at all.</summary>
    public static (object? Settings, IReadOnlyList<Problem> Problems) Read(ConnectorDeclaration connector, JsonElement document, Language? language = null)
    {
        var says = new SettingsProblems(connector.Settings, language ?? Language.English);
        object settings;
        try
        {
            settings = document.Deserialize(connector.Settings, Json) ?? throw new JsonException("The settings are empty.");
        }
        catch (JsonException wrong)
        {
            var at = "/" + (wrong.Path ?? "").TrimStart('$', '.').Replace('.', '/');
            return (null, [says.WrongType(at)]);
        }
        var problems = Settings(connector.Settings).SelectMany(s => Check(s.Property, s.Setting, s.Property.GetValue(settings), says)).ToList();
        return (settings, problems.Count > 0 ? problems : connector.CheckSettings(settings));
    }

    public static IEnumerable<string> SecretsOf(Type settings) => Settings(settings).Where(s => IsSecret(s.Property)).Select(s => Name(s.Property));

    private static IEnumerable<Problem> Check(PropertyInfo property, SettingAttribute setting, object? value, SettingsProblems says)
    {
        var name = Name(property);
        var text = value switch { Secret secret => secret.Value, _ => value?.ToString() };
        if (string.IsNullOrWhiteSpace(text))
        {
            if (setting.Required)
            {
                yield return says.Required(name, setting);
            }
            yield break;
        }
        if (setting.Type == "url" && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
        {
            yield return says.NotAUrl(name, setting);
        }
        if (ChoicesOf(setting) is { Count: > 0 } choices && choices.All(c => c.Value != text))
        {
            yield return says.UnknownChoice(name, setting, text, choices);
        }
        if (setting.Type == "timeZone" && !TimeZoneInfo.TryFindSystemTimeZoneById(text, out _))
        {
            yield return says.UnknownTimeZone(name, setting, text);
        }
        if (value is int or double or long && Convert.ToDouble(value, null) is var number && (number < setting.Min || number > setting.Max))
        {
            yield return says.OutOfRange(name, setting);
        }
    }

    private static IReadOnlyList<FormChoice> ChoicesOf(SettingAttribute setting) => [.. setting.Choices.Select(choice => choice.Split('|', 2)).Select(parts => new FormChoice(parts[0], parts[1]))];

    private static string TypeOf((PropertyInfo Property, SettingAttribute Setting) s) => s.Setting.Type ?? (s.Setting.Choices.Length > 0 ? "choice" : IsSecret(s.Property) ? "secret"
        : (Nullable.GetUnderlyingType(s.Property.PropertyType) ?? s.Property.PropertyType) switch
        {
            var t when t == typeof(bool) => "boolean",
            var t when t == typeof(int) || t == typeof(double) => "number",
            var t when t == typeof(IReadOnlyList<string>) => "texts",
            _ => "text",
        });

    private static IEnumerable<(PropertyInfo Property, SettingAttribute Setting)> Settings(Type settings) =>
        settings.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.CanWrite)
            .Select(p => (p, p.GetCustomAttribute<SettingAttribute>() ?? throw new InvalidOperationException($"{settings.Name}.{p.Name} has no [Setting] label.")));

    private static bool IsSecret(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(Secret);

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
