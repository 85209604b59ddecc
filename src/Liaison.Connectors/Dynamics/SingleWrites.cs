using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>One record by a draft: written, and looked up again, as one of several that happen to be one.</summary>
internal sealed class SingleWrites(TogetherWriter writer, LostTogether lost, DynamicsNotes notes)
{
    private const string Alias = "record";

    public async Task<Outcome<Written>> Write(Draft draft, string? record, Calls calls, CancellationToken cancel) =>
        (await writer.Write([Of(draft, record)], calls, cancel)).Match<Outcome<Written>>(written => written[0], fault => fault);

    public async Task<Outcome<Written?>> Find(Draft draft, string? record, Calls calls, CancellationToken cancel)
    {
        if (draft.File is { } file && record is not null)
        {
            return await notes.Find(record, file, calls, cancel);
        }
        return (await lost.Find([Of(draft, record)], calls, cancel)).Match<Outcome<Written?>>(written => written?[0], fault => fault);
    }

    private static RecordWrite Of(Draft draft, string? record) => new(Alias, draft.Reference, draft.RecordType, record, draft.Key, draft.Fields, new Dictionary<string, string>(StringComparer.Ordinal));
}
