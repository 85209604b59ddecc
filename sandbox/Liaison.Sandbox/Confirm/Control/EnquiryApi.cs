using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Web;

namespace Liaison.Sandbox.Confirm.Control;

/// <summary>Looking into the tenant and changing it from the other side, for tests and demonstrations.</summary>
public static class EnquiryApi
{
    private const int LongestPage = 1000;

    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        routes.MapGet("/confirm/control/enquiries", (HttpRequest request, int? after, int? limit) => List(confirm, FilterOf(request), after ?? 0, limit ?? 100));
        routes.MapGet("/confirm/control/enquiries/{number:int}", (int number) => confirm.Enquiries.Find(number) is { } enquiry ? Results.Ok(enquiry) : Results.NotFound());
        routes.MapPost("/confirm/control/enquiries/{number:int}/change", (int number, DesktopChange change) => Change(confirm, number, change));
        routes.MapGet("/confirm/control/enquiries/{number:int}/documents/{document:int}", (int number, int document) => ConfirmWebEndpoints.Document(confirm, number, document));
        routes.MapGet("/confirm/control/counters", () => CountersOf(confirm));
    }

    private static EnquiryFilter FilterOf(HttpRequest request)
    {
        string? Value(string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        return new EnquiryFilter(Value("reference"), Value("externalReference"), Value("externalNumber"), Value("status"), Value("service"), Value("text"));
    }

    private static EnquiryPage List(ConfirmStandIn confirm, EnquiryFilter filter, int after, int limit)
    {
        var take = Math.Clamp(limit, 1, LongestPage);
        var candidates = filter.Reference is { } reference
            ? confirm.Enquiries.NumbersOf(reference).Where(number => number > after).Order().Select(confirm.Enquiries.Find).OfType<Enquiry>()
            : confirm.Enquiries.After(after);
        var items = candidates.Where(filter.Fits).Take(take + 1).ToList();
        int? next = items.Count > take ? items[take - 1].Number : null;
        return new EnquiryPage([.. items.Take(take)], next, confirm.Enquiries.Count);
    }

    private static IResult Change(ConfirmStandIn confirm, int number, DesktopChange change)
    {
        var (after, refusal) = change.Apply(confirm, number);
        return after is not null ? Results.Ok(after)
            : refusal is not null ? Results.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest)
            : Results.NotFound();
    }

    private static CounterView CountersOf(ConfirmStandIn confirm)
    {
        var duplicates = confirm.Enquiries.Duplicates().ToList();
        return new CounterView(
            confirm.Counters.Read(), confirm.Enquiries.Count, duplicates.Count, duplicates.Take(100).ToDictionary(entry => entry.Key, entry => entry.Value),
            confirm.Agent.Queue.Count, confirm.Lockout.IsLocked);
    }
}

/// <param name="Next">Give it as <c>after</c> for the page that follows; null on the last page.</param>
/// <param name="Total">Enquiries in the tenant, whatever the filter.</param>
public sealed record EnquiryPage(Enquiry[] Items, int? Next, int Total);

/// <param name="Duplicates">How many references stand on more than one enquiry.</param>
/// <param name="DuplicateReferences">The first hundred of them, with the numbers of their enquiries.</param>
public sealed record CounterView(
    IReadOnlyDictionary<string, long> Counts, int Enquiries, int Duplicates, IReadOnlyDictionary<string, int[]> DuplicateReferences, int AgentWaiting, bool Locked);
