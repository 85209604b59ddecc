using System.Text.Json.Nodes;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Who took part in a telephone call: a call that came in is from the customer to the agent, one that went out the other way round
/// (https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api). Who is nobody's record takes part as a number.
/// </summary>
internal static class CallParties
{
    private const int Sender = 1;
    private const int Recipient = 2;

    public static void Put(JsonObject body, IEnumerable<LinkTarget> bound, Guid? agent)
    {
        var outgoing = body["directioncode"]?.GetValue<bool>() ?? true;
        var customer = bound.FirstOrDefault(one => one.Table is "contact" or "account" or "lead");
        var parties = new JsonArray();
        if (customer is not null)
        {
            parties.Add(Party(outgoing ? Recipient : Sender, $"partyid_{customer.Table}", $"/{SetOf(customer.Table)}({customer.Id:D})"));
        }
        else if (body["phonenumber"]?.GetValue<string>() is { Length: > 0 } number)
        {
            parties.Add(new JsonObject { ["participationtypemask"] = outgoing ? Recipient : Sender, ["addressused"] = number });
        }
        if (agent is { } user)
        {
            parties.Add(Party(outgoing ? Sender : Recipient, "partyid_systemuser", $"/systemusers({user:D})"));
        }
        if (parties.Count > 0)
        {
            body["phonecall_activity_parties"] = parties;
        }
    }

    /// <summary>These three are everywhere, and their sets are called so.</summary>
    private static string SetOf(string table) => table + "s";

    private static JsonObject Party(int mask, string navigation, string address) => new() { ["participationtypemask"] = mask, [navigation + "@odata.bind"] = address };
}
