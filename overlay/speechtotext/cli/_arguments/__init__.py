"""What commands are given: options, inputs, settings, the service, how results are saved."""
