using Liaison.Core.Mapping;
using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>What rows of a mapping may name beside the plain facts: a catalogue's fields of written conversations and of calls, and a call's script variables.</summary>
public static class ContactFacts
{
    public const string Digital = "digital.";
    public const string Voice = "voice.";
    public const string Variable = "variables.";

    /// <summary>The facts of one conversation, with those of the catalogue that its channel has.</summary>
    public static Facts Of(Session session, ContactCatalogue catalogue, Facts facts) => new(path =>
        path.StartsWith(Variable, StringComparison.Ordinal) ? Speaks(path, session.Channel) ? VariableOf(session, path[Variable.Length..]) : null
        : ChannelOf(path) is null ? facts[path]
        : Speaks(path, session.Channel) && catalogue.Find(path) is { } field ? facts[field.Fact]
        : null);

    /// <summary>Whether a row with this source has anything to say of a conversation of a channel; otherwise it is left out, and clears nothing.</summary>
    public static bool Speaks(string? path, Channel channel) => path is null || ChannelOf(path) is not { } only || only.Takes(channel);

    /// <summary>The only channel at which a source is there; null for one that is there at all.</summary>
    public static MappingChannels? ChannelOf(string path) =>
        path.StartsWith(Digital, StringComparison.Ordinal) ? MappingChannels.Digital
        : path.StartsWith(Voice, StringComparison.Ordinal) || path.StartsWith(Variable, StringComparison.Ordinal) ? MappingChannels.Voice
        : null;

    // A variable is named in lower case here, however the script writes it.
    private static string? VariableOf(Session session, string name) =>
        session.Items.TryGetValue(name, out var value) ? value
        : session.Items.Where(i => string.Equals(i.Key, name, StringComparison.OrdinalIgnoreCase)).OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => i.Value).FirstOrDefault();
}
