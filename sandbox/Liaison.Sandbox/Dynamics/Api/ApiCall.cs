using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.OAuth;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>A request, who makes it, and the environment as it is seen while it is answered.</summary>
/// <param name="Ambient">The changes of the change set that this one is part of.</param>
/// <param name="ContentIds">Records that earlier parts of the change set made, as <c>contacts(…)</c> by their Content-ID.</param>
public sealed record ApiCall(DynamicsStandIn Org, ApiRequest Request, Session Session, Schema Schema, Changes? Ambient = null, Dictionary<string, string>? ContentIds = null)
{
    /// <summary>The address of the Web API, with a slash at the end.</summary>
    public string Base => $"{Session.Address}/api/data/{Request.Version}/";

    public TableType Set(string name) => Schema.OfSet(name) ?? throw ODataException.NoSegment(name);

    /// <summary>Saves what <paramref name="work"/> does, all of it or nothing.</summary>
    public T Write<T>(Func<SaveScope, T> work)
    {
        if (Ambient is null)
        {
            return Org.Store.Write(changes => work(Scope(changes)));
        }

        var mark = Ambient.Mark;
        try
        {
            return work(Scope(Ambient));
        }
        catch
        {
            Ambient.UndoTo(mark);
            throw;
        }
    }

    /// <exception cref="ODataException">The privilege is missing.</exception>
    public void Demand(TableType table, string privilege) => Privileges.Demand(Org, Session, table, privilege);

    private SaveScope Scope(Changes changes) => new(Org, Schema, changes, Session, Org.Now())
    {
        DetectDuplicates = string.Equals(Request.Header("MSCRM.SuppressDuplicateDetection"), "false", StringComparison.OrdinalIgnoreCase),
        ContentIds = ContentIds,
    };
}
