using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Says everything that is wrong with the mappings of conversations, each with its place.</summary>
internal static class MappingCheck
{
    private const int LongestName = 100;
    private const int LongestDescription = 500;

    public static IEnumerable<Problem> Check(IReadOnlyList<RecordMapping> mappings, ConversationVocabulary vocabulary)
    {
        foreach (var (mapping, n) in mappings.Select((m, n) => (m, n)))
        {
            var before = mappings.Take(n).ToList();
            foreach (var problem in Check(mapping, before, $"/mappings/{n}").Concat((mapping.Rows ?? []).SelectMany((row, m) => Check(row, mapping, vocabulary.Contact, $"/mappings/{n}/rows/{m}"))))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Check(RecordMapping mapping, List<RecordMapping> before, string at)
    {
        if (mapping.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
        {
            yield return new Problem($"{at}/name", "required", $"A mapping has a name of 1 to {LongestName} characters.");
        }
        if (mapping.Description?.Length > LongestDescription)
        {
            yield return new Problem($"{at}/description", "too-long", $"A description has at most {LongestDescription} characters.");
        }
        if (string.IsNullOrWhiteSpace(mapping.RecordType))
        {
            yield return new Problem($"{at}/recordType", "required", "Say which type of record takes the values.");
        }
        if (before.Exists(m => m.Name == mapping.Name && m.RecordType == mapping.RecordType && (mapping.Name is not null || m.Channels == mapping.Channels)))
        {
            yield return new Problem($"{at}/recordType", "twice", $"{Called(mapping)} has {mapping.RecordType} twice; once is enough.");
        }
        else if (mapping.InUse && before.Find(m => m.InUse && m.RecordType == mapping.RecordType && m.Channels == mapping.Channels) is { } other)
        {
            yield return new Problem($"{at}/inUse", "in-use-twice", $"{Called(other)} is in use for {mapping.RecordType} and {Words(mapping.Channels)} already; only one can be. Switch one of the two off, or say for which channel each is.");
        }
        if (mapping.Name is not null && before.Find(m => m.Name == mapping.Name) is { } same && (same.Channels != mapping.Channels || same.InUse != mapping.InUse))
        {
            yield return new Problem($"{at}/name", "not-the-same", $"{Called(mapping)} is one mapping with several record types: all of them are for the same channels and in use together. Give one of them another name.");
        }
    }

    private static IEnumerable<Problem> Check(MappingRow row, RecordMapping mapping, ContactCatalogue catalogue, string at)
    {
        if (string.IsNullOrWhiteSpace(row.Target?.Field))
        {
            yield return new Problem($"{at}/target", "required", "Say which field takes the value.");
        }
        if (string.IsNullOrWhiteSpace(row.Source?.Fact) == string.IsNullOrWhiteSpace(row.Source?.Text))
        {
            yield return new Problem($"{at}/source", "one-source", "Choose one source: a fact, or a text with placeholders.");
        }
        if (row.Source?.Fact is { Length: > 0 } fact)
        {
            foreach (var problem in Check(fact, mapping, catalogue, $"{at}/source/fact"))
            {
                yield return problem;
            }
        }
        foreach (var problem in row.Source?.Text is { } text ? Placeholders.Check(text, $"{at}/source/text").Concat(Placeholders.Parse(text).Paths.SelectMany(p => Check(p, mapping, catalogue, $"{at}/source/text", alone: false))) : [])
        {
            yield return problem;
        }
    }

    /// <param name="alone">Whether the row is this fact and nothing else, so that at another channel it would never say anything.</param>
    private static IEnumerable<Problem> Check(string path, RecordMapping mapping, ContactCatalogue catalogue, string at, bool alone = true)
    {
        if (ContactFacts.ChannelOf(path) is not { } only)
        {
            yield break;
        }
        if (path.StartsWith(ContactFacts.Variable, StringComparison.Ordinal))
        {
            var name = path[ContactFacts.Variable.Length..];
            if (string.IsNullOrWhiteSpace(name))
            {
                yield return new Problem(at, "required", "Type the script variable's name.");
            }
            else if (name.Any(char.IsUpper))
            {
                yield return new Problem(at, "lower-case", $"Write a script variable in lower case, even if the script does not: {name.ToLowerInvariant()}.");
            }
            if (alone && mapping.Channels == MappingChannels.Digital)
            {
                yield return new Problem(at, "voice-only", "Script variables are known of calls only. Choose a field of the digital contact, or make this mapping one for calls.");
            }
            yield break;
        }
        if (catalogue.Find(path) is null)
        {
            var (asked, other) = only == MappingChannels.Digital ? ("a digital contact", ContactFacts.Voice) : ("a call", ContactFacts.Digital);
            var name = path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];
            yield return new Problem(at, "unknown-field", catalogue.Find(other + name) is { } there
                ? $"{there.Label} is known of {(only == MappingChannels.Digital ? "calls" : "digital contacts")} only." : name.Length == 0 ? $"Choose a field of {asked}." : $"There is no field “{name}” of {asked}. Anything else comes by a script variable.");
        }
        else if (alone && mapping.Channels != MappingChannels.Both && mapping.Channels != only)
        {
            yield return new Problem(at, "wrong-channel", $"This mapping is for {Words(mapping.Channels)}, of which this field is never known.");
        }
    }

    private static string Called(RecordMapping mapping) => mapping.Name is { } name ? $"The mapping “{name}”" : "The mapping without a name";

    private static string Words(MappingChannels channels) => channels switch { MappingChannels.Voice => "calls", MappingChannels.Digital => "digital contacts", _ => "both channels" };
}
