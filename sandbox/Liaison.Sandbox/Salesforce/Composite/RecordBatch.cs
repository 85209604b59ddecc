using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Saves several records, each on its own or all together.</summary>
public static class RecordBatch
{
    private const int Most = 200;

    private static readonly Failure RolledBack =
        new("ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid and the request was using AllOrNone header", []);

    public static JsonArray Run<T>(RestCall call, IReadOnlyList<T> inputs, bool allOrNone, Func<SaveScope, T, JsonObject> work)
    {
        if (inputs.Count > Most)
        {
            throw Refusals.Of("TOO_MANY_RECORDS", $"The number of records {inputs.Count} exceeds the limit of {Most}");
        }

        var failures = new IReadOnlyList<Failure>?[inputs.Count];
        var results = new JsonObject?[inputs.Count];
        JsonArray Results() => new([.. results.Select((result, number) => (JsonNode)(result ?? Failed(failures[number] ?? [RolledBack])))]);
        void One(RestCall inner, int number)
        {
            try
            {
                results[number] = inner.Write(scope => work(scope, inputs[number]));
            }
            catch (RefusalException refusal)
            {
                failures[number] = refusal.Failures;
            }
        }

        if (!allOrNone)
        {
            for (var number = 0; number < inputs.Count; number++)
            {
                One(call, number);
            }

            return Results();
        }

        return call.Write(scope =>
        {
            var mark = scope.Changes.Mark;
            for (var number = 0; number < inputs.Count; number++)
            {
                One(call with { Ambient = scope.Changes }, number);
            }

            if (failures.Any(failure => failure is not null))
            {
                scope.Changes.UndoTo(mark);
                Array.Clear(results);
            }

            return Results();
        });
    }

    private static JsonObject Failed(IReadOnlyList<Failure> failures) =>
        new() { ["success"] = false, ["errors"] = new JsonArray([.. failures.Select(failure => (JsonNode)failure.ToResult())]) };
}
