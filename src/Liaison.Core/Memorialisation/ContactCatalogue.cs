using Liaison.Core.Shared;

namespace Liaison.Core.Memorialisation;

/// <summary>
/// The fields of a contact under the names by which a system's administrators know them, each over a fact of ours. Part of a connector's declaration. A mapping names them
/// as <c>digital.agentId</c> and <c>voice.agentId</c>: the first is there for written conversations alone, the second for calls.
/// </summary>
public sealed record ContactCatalogue(IReadOnlyList<ContactField> Digital, IReadOnlyList<ContactField> Voice)
{
    /// <summary>For systems whose people know no other names than ours.</summary>
    public static ContactCatalogue None { get; } = new([], []);

    /// <summary>The field that a path names; null when there is none.</summary>
    public ContactField? Find(string path) => path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Of(path[..(dot + 1)])?.FirstOrDefault(f => f.Name == path[(dot + 1)..]) : null;

    /// <summary>The same in a language: what each field holds. What it is called is the system's own word.</summary>
    public ContactCatalogue Said(Words words) => new([.. Digital.Select(f => f.Said(words))], [.. Voice.Select(f => f.Said(words))]);

    private IReadOnlyList<ContactField>? Of(string prefix) => prefix switch { ContactFacts.Digital => Digital, ContactFacts.Voice => Voice, _ => null };
}

/// <param name="Name">Stable: <c>agentId</c>.</param>
/// <param name="Label">As people know it: <c>Agent ID</c>.</param>
/// <param name="Fact">The path of the fact that it reads.</param>
/// <param name="Type">text · longText · boolean · dateTime · url.</param>
/// <param name="Says">What it holds, in a sentence.</param>
public sealed record ContactField(string Name, string Label, string Fact, string Type, string Says)
{
    public ContactField Said(Words words) => this with { Says = words.Say($"contact.{Name}", Says) };
}
