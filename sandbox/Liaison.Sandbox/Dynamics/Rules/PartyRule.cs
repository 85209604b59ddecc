using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>Who took part in an activity. A call knows a sender and recipients; the owner and what it is about are parties too.</summary>
public static class PartyRule
{
    private const long Sender = 1, Recipient = 2, Regarding = 8, Owner = 9;

    public static void Apply(SaveScope scope, Draft draft, Row activity)
    {
        if (!draft.Table.IsActivity)
        {
            return;
        }

        var parties = scope.Schema["activityparty"];
        foreach (var (_, items) in draft.Children.Where(child => child.Collection.Table == "activityparty"))
        {
            Remove(scope, activity, mask => mask is not (Regarding or Owner));
            foreach (var item in items)
            {
                var party = new Draft(parties, before: null, RecordDesk.OwnId(parties, item) ?? scope.Org.NewId());
                new PayloadReader(scope).Read(party, item);
                Check(draft, party);
                party["activityid"] = new Reference(activity.Table, activity.Id);
                scope.Changes.Save(party.ToRow(scope.Store.NextVersion()));
            }
        }

        Follow(scope, draft, activity, "regardingobjectid", Regarding);
        Follow(scope, draft, activity, "ownerid", Owner);
    }

    private static void Check(Draft activity, Draft party)
    {
        if (party["participationtypemask"] is not long mask || (activity.Table.Name == "phonecall" && mask is not (Sender or Recipient)))
        {
            throw new ODataException(400, "0x80040203", "Invalid participation type for the activity party.");
        }

        if (party["partyid"] is null && party["addressused"] is null)
        {
            throw new ODataException(400, "0x80040203", "The activity party has neither a record nor an address.");
        }
    }

    private static void Follow(SaveScope scope, Draft draft, Row activity, string column, long mask)
    {
        if (!draft.IsNew && !draft.Changed(column))
        {
            return;
        }

        Remove(scope, activity, one => one == mask);
        if (draft[column] is Reference reference && reference.Table is "account" or "contact" or "lead" or "systemuser" or "queue")
        {
            var party = new Draft(scope.Schema["activityparty"], before: null, scope.Org.NewId())
            {
                ["activityid"] = new Reference(activity.Table, activity.Id), ["partyid"] = (Reference)draft[column]!, ["participationtypemask"] = mask,
            };
            scope.Changes.Save(party.ToRow(scope.Store.NextVersion()));
        }
    }

    private static void Remove(SaveScope scope, Row activity, Func<long, bool> which)
    {
        foreach (var old in scope.Store["activityparty"].Referring("activityid", activity.Id).Where(row => row["participationtypemask"] is long mask && which(mask)).ToList())
        {
            scope.Changes.Delete("activityparty", old.Id);
        }
    }
}
