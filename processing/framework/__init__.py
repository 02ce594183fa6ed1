"""What all algorithms share: base class, run, layers, outputs, parameters, reports."""
