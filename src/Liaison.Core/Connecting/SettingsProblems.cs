using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>What can be wrong with a setting by its declaration alone, said in one language with the label that stands on the form.</summary>
public sealed class SettingsProblems(Type settings, Language language)
{
    private readonly Words labels = Words.Of(settings, language);
    private readonly Words sentences = Words.Of(typeof(SettingsProblems), language);

    public Problem WrongType(string at) => at.Length > 1
        ? new Problem(at, "wrong-type", sentences.Say("problems.wrongTypeAt", "This value is not of the kind that the setting takes ({name}).").Replace("{name}", at[1..], StringComparison.Ordinal))
        : new Problem(at, "wrong-type", sentences.Say("problems.wrongType", "This value is not of the kind that the setting takes."));

    public Problem Required(string name, SettingAttribute setting) => Of(name, setting, "required", sentences.Say("problems.required", "{label} is needed."));

    public Problem NotAUrl(string name, SettingAttribute setting) =>
        Of(name, setting, "not-a-url", sentences.Say("problems.notAUrl", "{label} must be a whole address that begins with https:// (or http://), without a user name in it."));

    public Problem UnknownChoice(string name, SettingAttribute setting, string text, IEnumerable<FormChoice> choices) => Of(
        name, setting, "unknown-choice", sentences.Say("problems.unknownChoice", "{label}: there is no choice “{text}”. There are {choices}."), text, string.Join(", ", choices.Select(c => c.Value)));

    public Problem UnknownTimeZone(string name, SettingAttribute setting, string text) => Of(
        name, setting, "unknown-time-zone", sentences.Say("problems.unknownTimeZone", "{label}: “{text}” is no time zone that this machine knows. Use a name like Europe/London."), text);

    public Problem OutOfRange(string name, SettingAttribute setting) => Of(
        name, setting, "out-of-range",
        sentences.Say("problems.outOfRange", "{label} must lie between {min} and {max}.").Replace("{min}", $"{setting.Min}", StringComparison.Ordinal).Replace("{max}", $"{setting.Max}", StringComparison.Ordinal));

    /// <param name="label">As it is said on the form.</param>
    public Problem Fixed(string name, string label) => new(
        "/" + name, "fixed", sentences.Say("problems.fixed", "{label} cannot be changed once it was saved. Make a new connection instead.").Replace("{label}", label, StringComparison.Ordinal));

    // What somebody entered comes last: whatever stands in it is not looked at again.
    private Problem Of(string name, SettingAttribute setting, string code, string sentence, string text = "", string choices = "") => new("/" + name, code, sentence
        .Replace("{label}", labels.Say($"settings.{name}.label", setting.Label), StringComparison.Ordinal).Replace("{choices}", choices, StringComparison.Ordinal).Replace("{text}", text, StringComparison.Ordinal));
}
