using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Desk;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Desk;

/// <summary>Reads where a contact is to be passed on to.</summary>
internal static class TransferCheck
{
    private const int LongestNumber = 300;

    public static (TransferTarget? Target, ProblemHttpResult? Problem) Read(TransferBody body, Person from, TenantSetup setup)
    {
        if (new[] { body.ToQueue, body.ToAgentEmail, body.ToNumber }.Count(to => !string.IsNullOrWhiteSpace(to)) != 1)
        {
            return (null, ApiProblem.Invalid("invalid-transfer", "Say to whom: one of a queue, an agent or a number.", new Problem("", "one-target", "Give exactly one of toQueue, toAgentEmail and toNumber.")));
        }
        if (body.ToQueue is { } name)
        {
            return setup.Desk.Queue(name.Trim()) is { } queue ? (new TransferTarget.Queue(queue.Name, queue.Routed), null)
                : (null, ApiProblem.Invalid("invalid-transfer", "There is no such queue.", new Problem("/toQueue", "unknown-queue", $"One of: {string.Join(", ", setup.Desk.Queues.Select(q => q.Name))}.")));
        }
        if (body.ToAgentEmail is { } email)
        {
            return setup.People.ByEmail(email.Trim()) is not { Disabled: false } person ? (null, ApiProblem.Invalid("invalid-transfer", "There is no such agent.", new Problem("/toAgentEmail", "unknown-agent", "Nobody here signs in with this address.")))
                : person.Id == from.Id ? (null, ApiProblem.Invalid("invalid-transfer", "You have this contact already.", new Problem("/toAgentEmail", "same-agent", "Choose somebody else.")))
                : (new TransferTarget.Agent(person.Id.Value, person.Name), null);
        }
        return body.ToNumber!.Trim().Length > LongestNumber
            ? (null, ApiProblem.Invalid("invalid-transfer", "This is no number.", new Problem("/toNumber", "too-long", $"A number or SIP address has at most {LongestNumber} characters.")))
            : (new TransferTarget.Number(body.ToNumber.Trim()), null);
    }
}
