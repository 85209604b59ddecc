using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;

namespace Liaison.Core.Deliveries;

/// <summary>What was decided when the rule fired, frozen: a retry sends this and nothing else. It is also the trace that explains each field.</summary>
public sealed record Draft
{
    /// <summary>The other system's type of record: <c>Enquiry</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>Which reference of the case holds (or will hold) the record's number.</summary>
    public required string Reference { get; init; }

    /// <summary>Our stable key, written into the other system, by which a lost answer is found again.</summary>
    public required string Key { get; init; }

    /// <summary>The case's number as people know it.</summary>
    public string? SubjectNumber { get; init; }

    /// <summary>The instant at which the rule fired; it survives queues, retries and outages.</summary>
    public required DateTimeOffset TriggeredAt { get; init; }

    public IReadOnlyList<RenderedField> Fields { get; init; } = [];

    /// <summary>The file of an attach or a feed delivery.</summary>
    public DraftFile? File { get; init; }

    /// <summary>What goes beside the file, as a JSON file of its own; null for nothing.</summary>
    public string? Sidecar { get; init; }

    /// <summary>Whom a conversation is with: found, or created, before the rest is written.</summary>
    public PersonDraft? Person { get; init; }

    /// <summary>Whether a person asked for it and gave values: nothing that goes by itself takes its place or overwrites what they typed.</summary>
    public bool ByHand { get; init; }

    /// <summary>The records that are written together.</summary>
    public IReadOnlyList<RecordWrite> Together { get; init; } = [];

    /// <summary>The record an incoming change speaks of, and the values that came with it.</summary>
    public IncomingChange? Incoming { get; init; }

    /// <summary>How many integrations stand between this and a person's action; loops end by it.</summary>
    public int Hops { get; init; }
}

/// <summary>A file to attach: where it lies with us, and what to call it there.</summary>
/// <param name="Attachment">Its id here; <c>statistics/…</c> for a file of statistics, <c>transcript/…</c> for a transcript.</param>
/// <param name="Name">File name with its ending.</param>
/// <param name="Description">What the person who added it wrote; may be empty.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Link">Where a signed-in person downloads it.</param>
/// <param name="AsNote">Whether it is a note's text, to be kept as a note where the system has notes.</param>
public sealed record DraftFile(string Attachment, string Name, string Description, string ContentType, long Size, string Link, bool AsNote = false);

/// <summary>Whom a conversation is with, as far as was known when it was decided.</summary>
/// <param name="Facts">What identification rules may compare, by path.</param>
/// <param name="Create">The alias of the record that is created when nobody is found; null creates none.</param>
/// <param name="Links">How the activity points at each type of person that may be found: by record type, the field.</param>
/// <param name="Only">Only a record of this type counts as theirs; null for any.</param>
public sealed record PersonDraft(IReadOnlyDictionary<string, string> Facts, string? Create, IReadOnlyDictionary<string, PersonLink> Links, string? Only = null);

/// <summary>A change that the other system told us of.</summary>
/// <param name="Record">Its record's number or id.</param>
/// <param name="Version">Its own counter of changes, if it has one (Confirm: the log number).</param>
/// <param name="Values">The values that came along, by field name.</param>
public sealed record IncomingChange(string Record, string? Version, IReadOnlyDictionary<string, string> Values);
