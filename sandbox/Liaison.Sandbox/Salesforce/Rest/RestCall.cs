using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.OAuth;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>A request, who makes it, and the organisation as it is seen while it is answered.</summary>
/// <param name="Ambient">The changes of the all-or-none request that this one is part of.</param>
public sealed record RestCall(SalesforceStandIn Org, RestRequest Request, Session Session, Schema Schema, Changes? Ambient = null)
{
    public ObjectType Type(string name) => Schema.Find(name) ?? throw Refusals.NotFound();

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

    public string RecordUrl(string type, string id) => $"/services/data/v{Request.Version}/sobjects/{type}/{id}";

    private SaveScope Scope(Changes changes) => new(Org, Schema, changes, Session.User, Org.Now(), Options());

    private SaveOptions Options()
    {
        var duplicates = Request.Header("Sforce-Duplicate-Rule-Header");
        bool Says(string what) => duplicates?.Split(';').Any(part => part.Replace(" ", "", StringComparison.Ordinal).Equals(what + "=true", StringComparison.OrdinalIgnoreCase)) ?? false;
        return new SaveOptions(Says("allowSave"), Says("includeRecordDetails"), !string.Equals(Request.Header("Sforce-Auto-Assign"), "false", StringComparison.OrdinalIgnoreCase));
    }
}
