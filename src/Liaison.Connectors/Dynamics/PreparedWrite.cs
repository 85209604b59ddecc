using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>One write, ready to be sent.</summary>
/// <param name="Id">The record's id: ours for a new one.</param>
/// <param name="Body">What is sent; null when nothing has to be.</param>
/// <param name="State">The state to bring the record into after everything else: an activity begins open, and what is closed takes no more changes.</param>
/// <param name="Reopen">The open state to bring a closed record back into before anything else.</param>
/// <param name="Notes">What the log should say about it.</param>
internal sealed record PreparedWrite(RecordWrite Write, DescribedTable Table, Guid Id, bool Creates, JsonObject? Body, RecordState? State, RecordState? Reopen, IReadOnlyList<string> Notes)
{
    private static readonly KeyValuePair<string, string> OnlyNew = new("If-None-Match", "*");

    /// <summary>Without this a change of a record that was deleted would bring it back as an empty shell.</summary>
    private static readonly KeyValuePair<string, string> OnlyThere = new("If-Match", "*");

    public string Address => $"{Table.Set}({Id:D})";

    public IEnumerable<BatchPart> Parts(bool mindDuplicates)
    {
        if (Reopen is { } open)
        {
            yield return Change(open.Json(), OnlyThere);
        }
        if (Body is { Count: > 0 } || (Creates && Body is not null))
        {
            yield return mindDuplicates ? Change(Body, Creates ? OnlyNew : OnlyThere, new("MSCRM.SuppressDuplicateDetection", "false")) : Change(Body, Creates ? OnlyNew : OnlyThere);
        }
        if (State is { } state)
        {
            yield return Table.Name == "incident" && state.State == 1 ? Resolve(state) : Change(state.Json(), OnlyThere);
        }
    }

    private BatchPart Change(JsonObject body, params KeyValuePair<string, string>[] headers) => new(HttpMethod.Patch, Address, body) { Headers = headers };

    /// <summary>A case is resolved by a message of its own.</summary>
    private BatchPart Resolve(RecordState state) => new(HttpMethod.Post, "CloseIncident", new JsonObject
    {
        ["IncidentResolution"] = new JsonObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.incidentresolution", ["subject"] = "Resolved", ["incidentid@odata.bind"] = "/" + Address },
        ["Status"] = state.Status,
    });
}

/// <param name="Status">One of the state's own.</param>
internal sealed record RecordState(int State, int Status)
{
    public JsonObject Json() => new() { ["statecode"] = State, ["statuscode"] = Status };

    /// <summary>The state that a mapping asks for: a status says its state, a state has a first status. Null when it asks for none.</summary>
    public static RecordState? Of(DescribedTable table, string? state, string? status)
    {
        if (table["statuscode"] is not { } statuses || table["statecode"] is not { } states)
        {
            return null;
        }
        if (status is { Length: > 0 } && ColumnJson.OptionOf(statuses, status) is { State: { } owner } chosen)
        {
            return new RecordState(owner, chosen.Value);
        }
        return state is { Length: > 0 } && ColumnJson.OptionOf(states, state) is { } wanted && statuses.Options.FirstOrDefault(one => one.State == wanted.Value) is { } first ? new RecordState(wanted.Value, first.Value) : null;
    }
}
