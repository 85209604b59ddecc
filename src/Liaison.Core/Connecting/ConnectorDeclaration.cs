using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>What a connector is, said without any I/O: the admin form, the validation, the docs and the API schema all come from it.</summary>
public sealed record ConnectorDeclaration
{
    /// <summary>Stable, lower case: <c>confirm</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>One sentence for the card in the integrations hub.</summary>
    public required string Summary { get; init; }

    /// <summary>The settings record: its properties are the form's fields, in their order.</summary>
    public required Type Settings { get; init; }

    /// <summary>Types of record that mapping templates may name; the first is the default.</summary>
    public required IReadOnlyList<string> RecordTypes { get; init; }

    /// <summary>Rules that hold for every template of this system, beyond what its fields say (which are needed together, say).</summary>
    public Func<Template, IReadOnlyList<Problem>> CheckTemplate { get; init; } = static _ => [];

    /// <summary>Templates to start from.</summary>
    public IReadOnlyList<StarterTemplate> Starters { get; init; } = [];

    /// <summary>Sentences that an administrator should read beside the mappings (privacy, limits).</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Checks that concern several settings at once; empty when all is well.</summary>
    public Func<object, IReadOnlyList<Problem>> CheckSettings { get; init; } = static _ => [];

    /// <summary>Most calls under way at once on one connection.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Where the system's sign-in opens, for connections that people grant there.</summary>
    public SignInPlace SignIn { get; init; }

    /// <summary>A condition in the system's own language, shown to whoever is about to write one; null where there are none.</summary>
    public string? ConditionExample { get; init; }

    /// <summary>How the system is set up to push its changes to us; null when it does not.</summary>
    public PushSetUp? Pushes { get; init; }

    /// <summary>What conversations can become in this system; null when it takes none.</summary>
    public ConversationVocabulary? Conversations { get; init; }

    /// <summary>What a connection's settings ask to be fed with: events, recordings, transcripts, statistics; null for a system that is not fed.</summary>
    public Func<object, FeedSwitches>? Feed { get; init; }

    /// <summary>The same, said in the words of the connector's folder: its summary, its notices, and what conversations become. The form has words of its own.</summary>
    public ConnectorDeclaration Said(Words words) => this with
    {
        Summary = words.Say("summary", Summary),
        Notices = [.. Notices.Select(notice => notice with { Text = words.Say($"notices.{notice.Name}", notice.Text) })],
        Conversations = Conversations?.Said(words),
    };

    /// <summary>Makes the working connector for one connection. What it can do is which capability interfaces it implements.</summary>
    public required Func<object, ConnectorContext, object> Open { get; init; }
}

/// <summary>A sentence that an administrator should read.</summary>
/// <param name="Name">Stable: its translations are known by it.</param>
public sealed record Notice(string Name, string Text);

/// <summary>Where a sign-in page of another system opens.</summary>
public enum SignInPlace
{
    /// <summary>In a window of its own, which closes by itself.</summary>
    Window = 0,

    /// <summary>In place of our page, to which it comes back.</summary>
    Page = 1,
}

/// <summary>What an administrator enters in the other system so that it pushes its changes to us.</summary>
/// <param name="Channel">The last part of the address: <c>crm-agent</c>.</param>
/// <param name="Header">The HTTP header to send, as it is written there.</param>
/// <param name="NumberSetting">The setting that holds our own number in the other system; null when it gives none.</param>
/// <param name="TellsAll">Whether it tells of everybody's records: then one that no case holds is nothing to worry about.</param>
public sealed record PushSetUp(string Channel, string Header, string? NumberSetting = null, bool TellsAll = false);

/// <summary>What a connector is given to work with.</summary>
/// <param name="Connection">Whose calls these are.</param>
/// <param name="Http">For calls out: one per connector, with our limits; guarded against internal addresses unless allowed.</param>
/// <param name="Time">The clock.</param>
/// <param name="ReadFile">Opens an attachment's bytes.</param>
/// <param name="Access">The grant of a connection that works by one; for others it is never asked.</param>
/// <param name="Spent">Told after each answer that says how much of the organisation's call allowance is used.</param>
/// <param name="ProviderApp">The app that whoever runs this hub has registered with the other system, for organisations without one of their own; null when there is none.</param>
public sealed record ConnectorContext(
    Id<Connection> Connection, HttpClient Http, TimeProvider Time, Func<string, CancellationToken, Task<Stream?>> ReadFile, Access Access, Action<CallBudget> Spent,
    ProviderApp? ProviderApp = null)
{
    /// <summary>For calls out that are not HTTP, under the same rule as <see cref="Http"/>.</summary>
    public GuardedConnect Connect { get; init; } = static (_, _, _) => throw new InvalidOperationException("This connector was opened without a way to make connections of its own.");
}

/// <summary>An app (OAuth client) as the other system knows it.</summary>
public sealed record ProviderApp(string ClientId, Secret ClientSecret);

/// <summary>How much of an allowance of calls is used: all integrations of the organisation draw on the same.</summary>
/// <param name="Period">In how long the allowance is whole again; null for a day or an unknown time.</param>
public sealed record CallBudget(long Used, long Limit, TimeSpan? Period = null);
