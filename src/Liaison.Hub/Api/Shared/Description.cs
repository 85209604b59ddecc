namespace Liaison.Hub.Api.Shared;

public static class Description
{
    /// <summary>Names an operation for the API's description: its stable id, and one sentence.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string operationId, string summary) => route.WithName(operationId).WithSummary(summary);
}
